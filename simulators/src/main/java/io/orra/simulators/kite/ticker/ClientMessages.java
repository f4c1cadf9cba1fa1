package io.orra.simulators.kite.ticker;

import io.orra.simulators.kite.market.Mode;
import io.orra.simulators.kite.market.TickBook;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** What a client may say: subscribe, unsubscribe and mode as JSON texts, and the frames of the WebSocket itself. */
final class ClientMessages implements FrameReader.Messages {
    private static final int GOING_AWAY = 1001;
    private static final int PROTOCOL_ERROR = 1002;

    private final KiteTicker ticker;
    private final TickerConnection connection;

    ClientMessages(KiteTicker ticker, TickerConnection connection) {
        this.ticker = ticker;
        this.connection = connection;
    }

    @Override
    public void message(int opcode, byte[] payload) {
        if (connection.silent()) {
            return;
        }
        switch (opcode) {
            case Opcode.TEXT -> text(new String(payload, StandardCharsets.UTF_8));
            case Opcode.PING -> connection.pong(payload);
            case Opcode.CLOSE -> connection.close(codeOf(payload), "");
            default -> {}
        }
    }

    @Override
    public void broken() {
        connection.close(PROTOCOL_ERROR, "");
    }

    private static int codeOf(byte[] payload) {
        return payload.length < 2 ? GOING_AWAY : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
    }

    private void text(String text) {
        try {
            JsonObject message = new JsonObject(text);
            act(String.valueOf(message.getValue("a")), message.getJsonArray("v", new JsonArray()));
        } catch (DecodeException | ClassCastException e) {
            connection.text(error("Invalid message."));
        }
    }

    private void act(String action, JsonArray values) {
        TickBook book = ticker.market().book();
        Subscriptions subscriptions = connection.subscriptions();
        switch (action) {
            case "subscribe" -> {
                int most = ticker.switches().maxInstruments();
                if (!subscriptions.subscribe(values, most, book)) {
                    connection.text(error("Can't subscribe to more than " + most + " instruments."));
                }
                ticker.present(connection, values);
            }
            case "unsubscribe" -> subscriptions.unsubscribe(values, book);
            case "mode" -> {
                JsonArray tokens = values.size() == 2 ? values.getJsonArray(1) : new JsonArray();
                Optional<Mode> mode = values.size() == 2 ? modeOf(values.getString(0)) : Optional.empty();
                if (mode.isEmpty()) {
                    connection.text(error("Invalid mode."));
                    return;
                }
                subscriptions.mode(mode.get(), tokens, book);
                ticker.present(connection, tokens);
            }
            default -> connection.text(error("Invalid action."));
        }
    }

    private static Optional<Mode> modeOf(String name) {
        for (Mode mode : Mode.values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }

    static JsonObject error(String text) {
        return new JsonObject().put("type", "error").put("data", text);
    }
}
