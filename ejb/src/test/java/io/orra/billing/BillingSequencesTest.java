package io.orra.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.orra.billing.PlainBilling.Note;
import io.orra.billing.PlainBilling.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random sequences of the providers' events, doubled, delayed and shuffled, against {@link PlainBilling}. */
class BillingSequencesTest {

    private static final int SEQUENCES = 12_000;
    private static final List<String> STRIPE = List.of(
            "invoice.paid",
            "invoice.payment_failed",
            "customer.subscription.created",
            "customer.subscription.updated",
            "customer.subscription.paused",
            "customer.subscription.deleted",
            "subscription.deleted",
            "checkout.session.completed");
    private static final List<String> CLERK = List.of(
            "subscriptionItem.active",
            "subscriptionItem.pastDue",
            "subscriptionItem.canceled",
            "subscriptionItem.ended");
    private static final String[] TIERS = {"free", "basic", "silver", "pro", "platinum", null};
    private static final Map<String, Integer> RANKS = Map.of("free", 0, "basic", 1, "silver", 2, "pro", 3);
    private static final Map<Note, BillingFact> READ = new HashMap<>();
    private static final Duration GRACE = Duration.ofDays(PlainBilling.GRACE);

    @Test
    void everySequenceInEveryOrderEndsWhereThePlainModelEnds() {
        Map<String, Integer> seen = new TreeMap<>();
        Set<String> types = new HashSet<>();
        for (int sequence = 0; sequence < SEQUENCES; sequence++) {
            Random random = new Random(sequence);
            List<Note> notes = notes(random);
            notes.forEach(note -> types.add(note.type()));
            int now = notes.stream().mapToInt(Note::step).max().orElseThrow() + random.nextInt(10);
            Outcome expected = PlainBilling.at(now, notes);
            seen.merge(expected.standing(), 1, Integer::sum);
            Standing first = arrive(notes, random).at(ProviderBodies.at(now));
            assertThat(new Outcome(first.standing().word(), first.tier().word()))
                    .as("sequence %s at step %s of %s", sequence, now, notes)
                    .isEqualTo(expected);
            for (int order = 0; order < 3; order++) {
                assertThat(arrive(notes, random).at(ProviderBodies.at(now)))
                        .as("another order of sequence %s", sequence)
                        .isEqualTo(first);
            }
        }
        assertThat(types).hasSize(12);
        assertThat(seen.keySet()).as("all standings were reached").containsExactly("active", "ended", "grace", "none");
        assertThat(seen.values()).allMatch(count -> count > SEQUENCES / 100);
    }

    @Test
    void everyOrderOfFiveEventsIsTheSame() {
        for (int sequence = 0; sequence < 40; sequence++) {
            Random random = new Random(1_000_000 + sequence);
            List<Note> notes = notes(random).subList(0, 3);
            notes = new ArrayList<>(notes);
            notes.addAll(notes(new Random(2_000_000 + sequence)).subList(0, 2).stream()
                    .map(note -> new Note(
                            "x" + note.id(),
                            note.step(),
                            note.provider(),
                            note.type(),
                            note.subscription(),
                            note.tier(),
                            note.until()))
                    .toList());
            Set<Standing> ends = new HashSet<>();
            permutations(notes, 0, order -> ends.add(history(order).at(ProviderBodies.at(12))));
            assertThat(ends).as("sequence %s", sequence).hasSize(1);
        }
    }

    @Test
    void timeAloneChangesNothingBeforeItIsDue() {
        for (int sequence = 0; sequence < 2_000; sequence++) {
            Random random = new Random(sequence);
            BillingHistory history = history(notes(random));
            int now = 15 + random.nextInt(10);
            Standing then = history.at(ProviderBodies.at(now));
            for (int step = now + 1; step < 40; step++) {
                if (then.due().isPresent()
                        && !ProviderBodies.at(step).isBefore(then.due().get())) {
                    break;
                }
                assertThat(history.at(ProviderBodies.at(step))).isEqualTo(then);
            }
        }
    }

    /** What the store does: each id once, whatever comes when. */
    private static BillingHistory arrive(List<Note> notes, Random random) {
        List<Note> arriving = new ArrayList<>(notes);
        notes.stream().filter(note -> random.nextInt(3) == 0).forEach(arriving::add);
        Collections.shuffle(arriving, random);
        return history(arriving);
    }

    private static BillingHistory history(List<Note> arriving) {
        Map<String, BillingFact> stored = new HashMap<>();
        for (Note note : arriving) {
            BillingReport report =
                    ProviderBodies.read(note, Math.floorMod(note.id().hashCode(), 4));
            stored.putIfAbsent(note.provider() + note.id(), report.fact());
        }
        return new BillingHistory(stored.values(), List.of(), tier -> RANKS.get(tier.word()), GRACE);
    }

    private static BillingFact read(Note note) {
        return READ.computeIfAbsent(
                note,
                each -> ProviderBodies.read(each, Math.floorMod(each.hashCode(), 4))
                        .fact());
    }

    private static List<Note> notes(Random random) {
        List<Note> notes = new ArrayList<>();
        int count = 3 + random.nextInt(10);
        int subscriptions = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            boolean clerk = random.nextInt(4) == 0;
            List<String> types = clerk ? CLERK : STRIPE;
            String type = types.get(random.nextInt(types.size()));
            int step = random.nextInt(16);
            boolean unnamed = type.equals("subscription.deleted");
            String name = unnamed ? "" : (clerk ? "item_" : "sub_") + random.nextInt(subscriptions);
            Integer until = random.nextInt(4) == 0 ? null : step + random.nextInt(10);
            notes.add(new Note(
                    "evt_" + i,
                    step,
                    clerk ? "clerk" : "stripe",
                    type,
                    name,
                    TIERS[random.nextInt(TIERS.length)],
                    type.equals("customer.subscription.paused") ? null : until));
        }
        return notes;
    }

    private interface Each {
        void order(List<Note> notes);
    }

    private static void permutations(List<Note> notes, int from, Each each) {
        if (from == notes.size()) {
            each.order(notes);
            return;
        }
        for (int i = from; i < notes.size(); i++) {
            Collections.swap(notes, from, i);
            permutations(notes, from + 1, each);
            Collections.swap(notes, from, i);
        }
    }
}
