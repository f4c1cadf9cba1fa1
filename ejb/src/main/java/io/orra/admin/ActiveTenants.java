package io.orra.admin;

import io.orra.redis.RedisNames;
import io.orra.tenancy.TenantView;
import io.orra.tenancy.Tenants;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;

/** The active tenants and whether each has a live session: one statement and one round trip to Redis for a page. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ActiveTenants {

    /**
     * A tenant with its session.
     *
     * @param tokenSeconds how long the session still lives; null when there is none
     */
    public record Connected(TenantView tenant, boolean connected, Long tokenSeconds) {}

    @Inject
    private TenantAdministration tenants;

    @Inject
    private RedisClient redis;

    public List<Connected> page(Tenants.Search search) {
        List<TenantView> page = tenants.list(search);
        List<Response<Long>> lives = new ArrayList<>();
        if (!page.isEmpty()) {
            try (AbstractPipeline questions = redis.pipelined()) {
                page.forEach(tenant -> lives.add(questions.ttl(RedisNames.accessToken(tenant.id()))));
                questions.sync();
            }
        }
        List<Connected> found = new ArrayList<>();
        for (int i = 0; i < page.size(); i++) {
            long seconds = lives.get(i).get();
            // Redis: -2 is no key, -1 a key without an end.
            found.add(new Connected(page.get(i), seconds != -2, seconds < 0 ? null : seconds));
        }
        return found;
    }
}
