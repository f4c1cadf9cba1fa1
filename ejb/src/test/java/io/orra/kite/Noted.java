package io.orra.kite;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a connection told, in its order. */
final class Noted implements TickerEvents {
    final BlockingQueue<byte[]> frames = new LinkedBlockingQueue<>();
    final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

    byte[] nextFrame() throws InterruptedException {
        return frames.poll(30, TimeUnit.SECONDS);
    }

    String nextText() throws InterruptedException {
        return texts.poll(30, TimeUnit.SECONDS);
    }

    @Override
    public void frame(byte[] bytes) {
        frames.add(bytes);
    }

    @Override
    public void order(String json) {
        texts.add("order " + json);
    }

    @Override
    public void error(String text) {
        texts.add("error " + text);
    }

    @Override
    public void message(String text) {
        texts.add("message " + text);
    }

    @Override
    public void closed(int code) {
        texts.add("closed " + code);
    }
}
