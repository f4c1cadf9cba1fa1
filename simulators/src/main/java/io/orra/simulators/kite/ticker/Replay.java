package io.orra.simulators.kite.ticker;

import io.orra.simulators.http.BadInput;
import io.orra.simulators.kite.market.Market;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;

/**
 * Plays a recording into the market: each packet becomes the present tick of its instrument, and subscribers get what
 * their mode shows of it. The random walk rests meanwhile.
 */
public final class Replay {
    /** So many are played before others have their turn. */
    private static final int MOST_AT_ONCE = 500;

    private final Vertx vertx;
    private final Market market;
    private Recording.Frames frames;
    private Recording.Frame upcoming;
    private int messages;
    private int played;
    private double speed;
    private long start;
    private int unknownPackets;
    private long run;

    public Replay(Vertx vertx, Market market) {
        this.vertx = vertx;
        this.market = market;
    }

    /**
     * @param newSpeed 1 is as recorded; 0 plays everything at once
     * @throws BadInput when the file is no more what it was
     */
    public void start(Recording recording, double newSpeed) {
        stop();
        try {
            frames = recording.open();
            upcoming = frames.next();
        } catch (IOException gone) {
            throw new BadInput("'file' cannot be read");
        }
        messages = recording.messages();
        played = 0;
        unknownPackets = 0;
        speed = newSpeed;
        start = System.nanoTime();
        market.replaying(true);
        playDue(run);
    }

    public void stop() {
        run++;
        messages = 0;
        played = 0;
        end();
    }

    public JsonObject toJson() {
        return new JsonObject()
                .put("replaying", market.isReplaying())
                .put("messages", messages)
                .put("played", played)
                .put("unknown_packets", unknownPackets);
    }

    private void playDue(long thisRun) {
        if (thisRun != run) {
            return;
        }
        double elapsedMs = (System.nanoTime() - start) / 1e6;
        try {
            for (int turn = 0; turn < MOST_AT_ONCE && upcoming != null && dueMs(upcoming) <= elapsedMs; turn++) {
                unknownPackets += market.takeOver(upcoming.message());
                played++;
                upcoming = frames.next();
            }
        } catch (IOException | BadInput changedMeanwhile) {
            end();
            return;
        }
        if (upcoming == null) {
            end();
            return;
        }
        long wait = Math.max(1, (long) Math.ceil(dueMs(upcoming) - elapsedMs));
        vertx.setTimer(wait, timer -> playDue(thisRun));
    }

    /** What was played so far still shows in the counts. */
    private void end() {
        market.replaying(false);
        upcoming = null;
        Recording.Frames over = frames;
        frames = null;
        if (over != null) {
            try {
                over.close();
            } catch (IOException nothingIsLost) {
                return;
            }
        }
    }

    private double dueMs(Recording.Frame frame) {
        return speed == 0 ? 0 : frame.offsetMs() / speed;
    }
}
