package io.orra.benchmarks;

/**
 * Tells when repeated runs gain hardly anything any more: mostly when the server has compiled what they go through, which
 * for minutes takes one of two cores.
 */
public final class Settling {

    private static final double LITTLE_GAIN = 1.05;

    private final int inTurn;
    private double best;
    private int without;

    /** @param inTurn how many runs must be hardly better than the best before them */
    public Settling(int inTurn) {
        this.inTurn = inTurn;
    }

    /** @param score of the run that ended; more is better */
    public boolean over(double score) {
        without = score < best * LITTLE_GAIN ? without + 1 : 0;
        best = Math.max(best, score);
        return without >= inTurn;
    }
}
