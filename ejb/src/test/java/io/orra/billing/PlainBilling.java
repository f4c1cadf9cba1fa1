package io.orra.billing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rules of billing as plainly as they can be put, to compare with: time goes by in steps of one, and at each step
 * the events of that step happen. Slow, and written without a look at the real thing.
 */
final class PlainBilling {

    static final int GRACE = 5;
    private static final List<String> TIERS = List.of("free", "basic", "silver", "pro");

    /** An event as a person would note it. Times are steps; until and tier may be missing. */
    record Note(String id, int step, String provider, String type, String subscription, String tier, Integer until) {}

    /** What the tenant has at a step. */
    record Outcome(String standing, String tier) {}

    private static final class One {
        final String provider;
        final String name;
        boolean dead;
        boolean on;
        boolean wasOn;
        int level = -1;
        int lowerLevel = -1;
        int lowerFrom = -1;
        int paidTo = -1;
        int unpaidSince = -1;

        One(String provider, String name) {
            this.provider = provider;
            this.name = name;
        }

        void reset() {
            on = false;
            level = -1;
            lowerLevel = -1;
            paidTo = -1;
            unpaidSince = -1;
        }

        boolean served(int step) {
            if (!on) {
                return false;
            }
            int from = unpaidSince >= 0 ? unpaidSince : paidTo;
            return from < 0 || step < from + GRACE;
        }

        boolean wavering(int step) {
            return unpaidSince >= 0 || paidTo >= 0 && step >= paidTo;
        }
    }

    private PlainBilling() {}

    static Outcome at(int now, Collection<Note> all) {
        List<Note> notes = new ArrayList<>(all);
        notes.removeIf(note -> note.provider().equals("clerk") && "free".equals(note.tier()));
        notes.sort(Comparator.comparingInt(Note::step)
                .thenComparingInt(note -> weight(note.type()))
                .thenComparing(note -> note.provider().equals("clerk") ? 0 : 1)
                .thenComparing(Note::id));
        List<One> ones = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        boolean anyEnd = false;
        for (Note note : notes) {
            if (weight(note.type()) > 0 && seen.add(note.provider() + "/" + note.subscription())) {
                ones.add(new One(note.provider(), note.subscription()));
            }
            anyEnd |= isEnd(note.type());
        }
        // All that is known counts, also what the provider dates later than now: the standing at now is asked for.
        int last = notes.stream().mapToInt(Note::step).max().orElse(0);
        for (int step = 0; step <= Math.max(now, last); step++) {
            for (One one : ones) {
                if (one.lowerLevel >= 0 && step >= one.lowerFrom && step <= last) {
                    fall(one);
                }
            }
            for (Note note : notes) {
                if (note.step() == step) {
                    ones.stream()
                            .filter(one -> one.provider.equals(note.provider()))
                            .forEach(one -> happen(one, note));
                }
            }
        }
        One best = null;
        for (One one : ones) {
            if (one.served(now) && (best == null || better(one, best, now))) {
                best = one;
            }
        }
        if (best != null) {
            return new Outcome(best.wavering(now) ? "grace" : "active", TIERS.get(levelAt(best, now)));
        }
        boolean ever = anyEnd || ones.stream().anyMatch(one -> one.wasOn);
        return new Outcome(ever ? "ended" : "none", "free");
    }

    private static boolean better(One one, One than, int now) {
        int level = Integer.compare(levelAt(one, now), levelAt(than, now));
        return level > 0 || level == 0 && than.wavering(now) && !one.wavering(now);
    }

    private static int levelAt(One one, int now) {
        return one.lowerLevel >= 0 && now >= one.lowerFrom ? one.lowerLevel : one.level;
    }

    private static void fall(One one) {
        one.level = one.lowerLevel;
        one.lowerLevel = -1;
    }

    private static void happen(One one, Note note) {
        boolean same = note.subscription().equals(one.name);
        if (isEnd(note.type()) && note.subscription().isEmpty()) {
            one.reset();
            return;
        }
        if (isEnd(note.type()) && one.name.isEmpty()) {
            one.reset();
            return;
        }
        if (one.dead || !same) {
            return;
        }
        switch (note.type()) {
            case "invoice.paid" -> {
                good(one, note);
                if (note.until() != null && note.until() > one.paidTo) {
                    one.paidTo = note.until();
                }
            }
            case "customer.subscription.created", "customer.subscription.updated", "subscriptionItem.active" -> {
                good(one, note);
                if (note.until() != null) {
                    one.paidTo = note.until();
                }
            }
            case "invoice.payment_failed", "subscriptionItem.pastDue" -> {
                if (one.on && one.unpaidSince < 0) {
                    one.unpaidSince = note.step();
                }
            }
            case "customer.subscription.paused" -> one.reset();
            case "customer.subscription.deleted", "subscription.deleted", "subscriptionItem.ended" -> {
                one.reset();
                one.dead = true;
            }
            default -> {}
        }
    }

    private static void good(One one, Note note) {
        one.on = true;
        one.wasOn = true;
        one.unpaidSince = -1;
        int level = note.tier() == null ? -1 : TIERS.indexOf(note.tier());
        if (level < 0) {
            one.level = one.level < 0 ? 1 : one.level;
        } else if (level >= one.level || one.paidTo < 0 || note.step() >= one.paidTo) {
            one.level = level;
            one.lowerLevel = -1;
        } else if (one.lowerLevel != level) {
            one.lowerLevel = level;
            one.lowerFrom = one.paidTo;
        }
    }

    private static boolean isEnd(String type) {
        return weight(type) == 5;
    }

    /** Of two at one step the heavier happens later; without weight nothing happens. */
    private static int weight(String type) {
        return switch (type) {
            case "invoice.payment_failed", "subscriptionItem.pastDue" -> 1;
            case "customer.subscription.paused" -> 2;
            case "customer.subscription.created", "customer.subscription.updated", "subscriptionItem.active" -> 3;
            case "invoice.paid" -> 4;
            case "customer.subscription.deleted", "subscription.deleted", "subscriptionItem.ended" -> 5;
            default -> 0;
        };
    }
}
