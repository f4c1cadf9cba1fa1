package io.orra.grid;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.partition.NoDataMemberInClusterException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The grid that the server is a member of. A tenant belongs to the member that owns its partition; members without the
 * role {@code ticker} hold no data, and so own none. Where the grid is off there is one instance, and all are its own.
 */
@ApplicationScoped
public class DataGrid {

    private static final String NAME = "payara/Hazelcast";

    private volatile HazelcastInstance found;

    /** Whether this instance works for the tenant. Two may both think so for a moment, while members come and go. */
    public boolean owns(UUID tenant) {
        Optional<HazelcastInstance> grid = grid();
        if (grid.isEmpty()) {
            return true;
        }
        try {
            Member owner = grid.get()
                    .getPartitionService()
                    .getPartition(tenant.toString())
                    .getOwner();
            return owner != null && owner.localMember();
        } catch (HazelcastInstanceNotActiveException | NoDataMemberInClusterException nobody) {
            return false;
        }
    }

    /** How many instances there are, this one among them. */
    public int members() {
        try {
            return grid().map(grid -> grid.getCluster().getMembers().size()).orElse(1);
        } catch (HazelcastInstanceNotActiveException ended) {
            return 1;
        }
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
