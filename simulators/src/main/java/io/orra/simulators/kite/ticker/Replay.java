package io.orra.simulators.kite.ticker;

import io.orra.simulators.kite.market.Market;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Plays a recording into the market: each packet becomes the present tick of its instrument, and subscribers get what
 * their mode shows of it. The random walk rests meanwhile.
 */
public final class Replay {
    private final Vertx vertx;
    private final Market market;
    private List<Recording.Frame> frames = List.of();
    private int next;
    private double speed;
    private long start;
    private int unknownPackets;
    private long run;

    public Replay(Vertx vertx, Market market) {
        this.vertx = vertx;
        this.market = market;
    }

    /** @param newSpeed 1 is as recorded; 0 plays everything at once */
    public void start(Recording recording, double newSpeed) {
        frames = recording.frames();
        next = 0;
        unknownPackets = 0;
        speed = newSpeed;
        start = System.nanoTime();
        run++;
        market.replaying(true);
        playDue(run);
    }

    public void stop() {
        run++;
        frames = List.of();
        market.replaying(false);
    }

    public JsonObject toJson() {
        return new JsonObject()
                .put("replaying", market.isReplaying())
                .put("messages", frames.size())
                .put("played", next)
                .put("unknown_packets", unknownPackets);
    }

    private void playDue(long thisRun) {
        if (thisRun != run) {
            return;
        }
        double elapsedMs = (System.nanoTime() - start) / 1e6;
        while (next < frames.size() && dueMs(frames.get(next)) <= elapsedMs) {
            unknownPackets += market.takeOver(frames.get(next++).message());
        }
        if (next == frames.size()) {
            market.replaying(false);
            return;
        }
        long wait = Math.max(1, (long) Math.ceil(dueMs(frames.get(next)) - elapsedMs));
        vertx.setTimer(wait, timer -> playDue(thisRun));
    }

    private double dueMs(Recording.Frame frame) {
        return speed == 0 ? 0 : frame.offsetMs() / speed;
    }
}
