package io.orra.it.contract;

import java.util.List;
import java.util.Random;
import org.quicktheories.core.RandomnessSource;
import org.quicktheories.impl.Constraint;

/** Where chance comes from: a property's source, which makes what failed smaller, or plain random numbers. */
@FunctionalInterface
interface Dice {

    /** From 0 on, below a bound. */
    long below(long bound);

    static Dice of(Random random) {
        return bound -> (long) (random.nextDouble() * bound);
    }

    static Dice of(RandomnessSource source) {
        return bound ->
                bound == 1 ? 0 : source.next(Constraint.between(0, bound - 1).withShrinkPoint(0));
    }

    default int upTo(int bound) {
        return (int) below(bound);
    }

    default boolean coin() {
        return upTo(2) == 1;
    }

    default <T> T oneOf(List<T> things) {
        return things.get(upTo(things.size()));
    }
}
