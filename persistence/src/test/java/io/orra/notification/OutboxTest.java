package io.orra.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.notification.HeldNotifications.Kind;
import io.orra.persistence.SeededTenant;
import io.orra.persistence.TestUnit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private static final Instant NOW = Instant.parse("2026-11-24T02:30:00Z");
    private static final Instant LEASE = NOW.plusSeconds(30);

    private final TestUnit agent = TestUnit.agent();
    private final SeededTenant tenant = SeededTenant.bare();
    private final UUID owner = UUID.randomUUID();

    @Test
    void onlyTheHeadOfALaneIsClaimedAndTheNextFollowsWhenItIsDone() {
        add(one("a", "lane1", false), one("b", "lane1", false), one("c", "lane2", false));

        assertThat(claimed(NOW)).containsExactlyInAnyOrder("a", "c");
        assertThat(claimed(NOW)).isEmpty();

        settle("a", NotificationState.DELIVERED, NOW);

        assertThat(claimed(NOW)).containsExactly("b");
    }

    @Test
    void aHeadThatMustWaitHoldsItsLaneAndNoOther() {
        add(one("a", "lane1", false), one("b", "lane1", false), one("c", "lane2", false));
        claimed(NOW);
        settle("a", NotificationState.WAITING, NOW.plusSeconds(5));
        settle("c", NotificationState.DELIVERED, NOW);
        add(one("d", "lane2", false));

        assertThat(claimed(NOW.plusSeconds(4))).containsExactly("d");
        assertThat(claimed(NOW.plusSeconds(5))).containsExactly("a");
    }

    @Test
    void whatIsDeadLeavesItsLaneAndComesBackAtTheEnd() {
        add(one("a", "lane1", false), one("b", "lane1", false));
        claimed(NOW);
        settle("a", NotificationState.DEAD, NOW);
        add(one("c", "lane1", false));
        assertThat(agent.<Boolean>get(em -> new Outbox(em).revive(id("a"), NOW)))
                .isTrue();
        assertThat(agent.<Boolean>get(em -> new Outbox(em).revive(id("b"), NOW)))
                .isFalse();

        for (String expected : List.of("b", "c", "a")) {
            assertThat(claimed(NOW)).containsExactly(expected);
            settle(expected, NotificationState.DELIVERED, NOW);
        }
        assertThat(claimed(NOW)).isEmpty();
    }

    @Test
    void anExpiredLeaseIsTakenBackAndItsOwnerCanSettleNothingAnyMore() {
        add(one("a", "lane1", false));
        claimed(NOW);

        assertThat(agent.<Integer>get(em -> new OutboxLeases(em).takeBackExpired(LEASE)))
                .isZero();
        assertThat(agent.<Integer>get(em -> new OutboxLeases(em).takeBackExpired(LEASE.plusSeconds(1))))
                .isPositive();
        settle("a", NotificationState.DELIVERED, NOW);

        assertThat(claimed(NOW)).containsExactly("a");
    }

    @Test
    void whatIsDeliveredKeepsNeitherBodyNorAddress() {
        add(one("a", "lane1", false));
        claimed(NOW);
        settle("a", NotificationState.DELIVERED, NOW);

        assertThat(agent.<Object>get(
                        em -> em.createNativeQuery("select concat(body, destination) from notifications where id = :id")
                                .setParameter("id", id("a"))
                                .getSingleResult()))
                .isEqualTo("");
        assertThat(log()).singleElement().satisfies(entry -> {
            assertThat(entry.state()).isEqualTo(NotificationState.DELIVERED);
            assertThat(entry.destinationMasked()).isEqualTo("a***");
            assertThat(entry.finishedAt()).isEqualTo(NOW);
        });
    }

    @Test
    void anotherChannelMeansAnotherLane() {
        add(one("a", "lane1", false), one("b", "lane1", false));
        claimed(NOW);
        Settlement.Rerouted next = new Settlement.Rerouted(
                NotificationChannel.WHATSAPP, WebhookLine.WHATSAPP, lane("lane3"), "+911234567", "+91***", "telegram");
        Settlement settlement =
                new Settlement(id("a"), lane("lane1"), NotificationState.WAITING, 0, NOW, "http_400", next);
        agent.run(em -> new OutboxLeases(em).settle(List.of(settlement), owner, NOW));

        assertThat(claimed(NOW)).containsExactly("b");
        assertThat(agent.<List<ClaimedNotification>>get(
                        em -> new OutboxLeases(em).claim(WebhookLine.WHATSAPP, 10, owner, NOW, LEASE)))
                .singleElement()
                .satisfies(moved -> {
                    assertThat(moved.id()).isEqualTo(id("a"));
                    assertThat(moved.tried()).isEqualTo("telegram");
                    assertThat(moved.destination()).isEqualTo("+911234567");
                });
    }

    @Test
    void whatIsHeldIsInNoLaneUntilItIsReleasedAndFoldedOnesNeverAre() {
        add(one("a", "lane1", true), one("b", "lane1", true), one("c", "lane1", true), one("d", "lane1", false));
        assertThat(claimed(NOW)).containsExactly("d");
        settle("d", NotificationState.DELIVERED, NOW);

        agent.run(em -> {
            HeldNotifications held = new HeldNotifications(em);
            List<HeldNotifications.Due> due = held.due(NOW, 10_000).stream()
                    .filter(one -> one.kind().tenantId().equals(tenant.id()))
                    .toList();
            assertThat(due).extracting(HeldNotifications.Due::eventId).containsExactly("a", "b", "c");
            held.release(due.subList(0, 1), NOW);
            held.fold(due.subList(1, 3), id("digest"), NOW);
        });

        assertThat(claimed(NOW)).containsExactly("a");
        assertThat(log())
                .filteredOn(entry -> entry.state() == NotificationState.FOLDED)
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.foldedInto()).isEqualTo(id("digest")));
    }

    @Test
    void whatWasToldLatelyIsCountedByKindAndTenant() {
        add(one("a", "lane1", false), one("b", "lane1", true));

        HeldNotifications.Lately lately = agent.get(
                em -> new HeldNotifications(em).lately(List.of(tenant.id()), NOW.minus(Duration.ofSeconds(60))));

        assertThat(lately.told()).containsEntry(tenant.id(), 1);
        assertThat(lately.lastTold()).containsEntry(new Kind(tenant.id(), tenant.userId(), "kind"), NOW);
        assertThat(agent.get(em -> new HeldNotifications(em).lately(List.of(tenant.id()), NOW))
                        .told())
                .isEmpty();
    }

    @Test
    void theLogIsPagedFromTheNewestOn() {
        add(one("a", "lane1", false));
        agent.run(em -> new Outbox(em).add(List.of(one("b", "lane1", false)), NOW.plusSeconds(1)));

        List<NotificationLog.Entry> first = agent.get(em -> new NotificationLog(em).find(search(null, null, 1)));
        NotificationLog.Entry last = first.get(0);
        NotificationLog.Position end = new NotificationLog.Position(last.createdAt(), last.id());

        assertThat(first).extracting(NotificationLog.Entry::eventId).containsExactly("b");
        assertThat(agent.<List<NotificationLog.Entry>>get(em -> new NotificationLog(em).find(search(null, end, 10))))
                .extracting(NotificationLog.Entry::eventId)
                .containsExactly("a");
        assertThat(agent.<List<NotificationLog.Entry>>get(
                        em -> new NotificationLog(em).find(search(NotificationState.DEAD, null, 10))))
                .isEmpty();
    }

    @Test
    void whatIsDoneIsForgottenAfterItsTimeAndWhatIsOpenIsNot() {
        Instant longAgo = Instant.parse("2020-01-01T00:00:00Z");
        agent.run(em -> new Outbox(em).add(List.of(one("a", "lane1", false), one("b", "lane1", false)), longAgo));
        claimed(NOW);
        settle("a", NotificationState.DELIVERED, NOW);

        assertThat(forget(longAgo.plus(Duration.ofDays(90)))).isZero();
        assertThat(forget(longAgo.plus(Duration.ofDays(91)))).isEqualTo(1);

        assertThat(log()).extracting(NotificationLog.Entry::eventId).containsExactly("b");
    }

    private int forget(Instant now) {
        return agent.get(em -> new NotificationLog(em).forget(now, Duration.ofDays(90)));
    }

    @Test
    void onlyTheFirstOfAKindAlarmsUntilItIsOver() {
        String kind = "dead:email:" + tenant.id();
        assertThat(raise(kind)).isTrue();
        assertThat(raise(kind)).isFalse();
        agent.run(em -> new NotificationAlerts(em).over(kind));
        assertThat(raise(kind)).isTrue();
    }

    private boolean raise(String kind) {
        return agent.get(em -> new NotificationAlerts(em).raise(kind, NOW));
    }

    private NotificationLog.Search search(NotificationState state, NotificationLog.Position before, int size) {
        return new NotificationLog.Search(tenant.id(), null, state, null, null, before, size);
    }

    private List<NotificationLog.Entry> log() {
        return agent.get(em -> new NotificationLog(em).find(search(null, null, 100)));
    }

    private void add(NewNotification... notifications) {
        agent.run(em -> new Outbox(em).add(List.of(notifications), NOW));
    }

    private List<String> claimed(Instant when) {
        return agent.get(em -> new OutboxLeases(em).claim(WebhookLine.TELEGRAM, 1000, owner, when, LEASE)).stream()
                .filter(claimed -> claimed.tenantId().equals(tenant.id()))
                .map(ClaimedNotification::eventId)
                .toList();
    }

    private void settle(String event, NotificationState state, Instant due) {
        String lane = agent.get(em -> (String) em.createNativeQuery("select lane from notifications where id = :id")
                .setParameter("id", id(event))
                .getSingleResult());
        Settlement settlement = new Settlement(id(event), lane, state, 1, due, null, null);
        agent.run(em -> new OutboxLeases(em).settle(List.of(settlement), owner, NOW));
    }

    private UUID id(String event) {
        return UUID.nameUUIDFromBytes((tenant.id() + event).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private String lane(String name) {
        return tenant.id() + name;
    }

    private NewNotification one(String event, String lane, boolean held) {
        return new NewNotification(
                id(event),
                tenant.id(),
                tenant.userId(),
                "execution_results",
                event,
                "trade_execution",
                "warning",
                "kind",
                "Trade execution failed",
                NotificationChannel.TELEGRAM,
                WebhookLine.TELEGRAM,
                lane(lane),
                "a@example.org",
                "a***",
                "{\"id\":\"" + event + "\"}",
                held,
                NOW,
                null);
    }
}
