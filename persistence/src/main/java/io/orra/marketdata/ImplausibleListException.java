package io.orra.marketdata;

import java.io.IOException;

/** The broker's list is empty or has lost more than half of its rows: rather a broken answer than a change of the market. */
public final class ImplausibleListException extends IOException {
    private static final long serialVersionUID = 1L;

    ImplausibleListException(int listed, int before) {
        super("a list of " + listed + " instruments after one of " + before);
    }
}
