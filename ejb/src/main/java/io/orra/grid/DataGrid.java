package io.orra.grid;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.partition.NoDataMemberInClusterException;
import com.hazelcast.partition.Partition;
import com.hazelcast.replicatedmap.ReplicatedMap;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The grid that the server is a member of. A tenant belongs to the member that owns its partition. A server is a member
 * from early in its start until late in its end, longer than it works: those that work say so, and what belongs to one
 * that does not, or has no role {@code ticker}, is shared by those that do.
 *
 * <p>Where the grid is off there is one instance, and all tenants are its own.
 */
@ApplicationScoped
public class DataGrid {

    private static final String NAME = "payara/Hazelcast";
    private static final String WORKING = "orra-ticker-instances";

    private volatile HazelcastInstance found;

    /** Says that this instance works, and returns which tenants are its own now. */
    public Predicate<UUID> share() {
        Optional<HazelcastInstance> grid = grid();
        if (grid.isEmpty()) {
            return tenant -> true;
        }
        try {
            return share(grid.get());
        } catch (HazelcastInstanceNotActiveException | NoDataMemberInClusterException ended) {
            return tenant -> false;
        }
    }

    /** Says that this instance works no more, though it is a member for some time. */
    public void leave() {
        try {
            grid().ifPresent(grid -> working(grid)
                    .remove(grid.getCluster().getLocalMember().getUuid().toString()));
        } catch (HazelcastInstanceNotActiveException ended) {
            // The others see that.
            return;
        }
    }

    /** How many servers there are, this one among them. */
    public int members() {
        try {
            return grid().map(grid -> grid.getCluster().getMembers().size()).orElse(1);
        } catch (HazelcastInstanceNotActiveException ended) {
            return 1;
        }
    }

    private static Predicate<UUID> share(HazelcastInstance grid) {
        Set<String> members = grid.getCluster().getMembers().stream()
                .map(member -> member.getUuid().toString())
                .collect(Collectors.toSet());
        String self = grid.getCluster().getLocalMember().getUuid().toString();
        ReplicatedMap<String, String> said = working(grid);
        said.putIfAbsent(self, "");
        Set<String> working = new TreeSet<>(said.keySet());
        working.stream().filter(gone -> !members.contains(gone)).forEach(said::remove);
        working.retainAll(members);
        working.add(self);
        List<String> inOrder = List.copyOf(working);
        return tenant -> {
            Partition partition = grid.getPartitionService().getPartition(tenant.toString());
            Member owner = partition.getOwner();
            String worker = owner != null && working.contains(owner.getUuid().toString())
                    ? owner.getUuid().toString()
                    : inOrder.get(partition.getPartitionId() % inOrder.size());
            return worker.equals(self);
        };
    }

    private static ReplicatedMap<String, String> working(HazelcastInstance grid) {
        return grid.getReplicatedMap(WORKING);
    }

    /** The server may bind it after the application has started. */
    private Optional<HazelcastInstance> grid() {
        if (found == null) {
            try {
                found = InitialContext.doLookup(NAME);
            } catch (NamingException off) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }
}
