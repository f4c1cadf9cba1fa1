package io.orra.simulators.http;

/** A control path that names something the simulator does not have: answered with 404. */
public final class Unknown extends RuntimeException {
    public Unknown(String what) {
        super(what);
    }
}
