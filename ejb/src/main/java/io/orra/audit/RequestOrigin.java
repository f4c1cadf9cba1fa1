package io.orra.audit;

import jakarta.enterprise.context.RequestScoped;

/** Where the request at hand came from; the edge sets it. */
@RequestScoped
public class RequestOrigin {

    private String address;
    private String correlationId;

    public void set(String clientAddress, String id) {
        address = clientAddress;
        correlationId = id;
    }

    /** Null where no request runs. */
    public String address() {
        return address;
    }

    public String correlationId() {
        return correlationId;
    }
}
