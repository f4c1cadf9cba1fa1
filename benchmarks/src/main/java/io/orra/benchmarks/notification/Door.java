package io.orra.benchmarks.notification;

/** A way by which events come in. Used by one thread each. */
interface Door extends AutoCloseable {

    /** Returns when it is taken; tried again with the same id until it is. */
    void publish(Event event);

    @Override
    void close();

    /** Something that happened to a tenant. */
    record Event(String id, String tenant, String text) {

        static Event of(String id, String tenant) {
            String text = "{\"id\":\"" + id + "\",\"tenant_id\":\"" + tenant
                    + "\",\"user_id\":\"5f0e0d0c-0b0a-4908-8706-050403020100\",\"status\":\"filled\","
                    + "\"symbol\":\"INFY\",\"quantity\":\"10\",\"price\":\"1510.25\"}";
            return new Event(id, tenant, text);
        }
    }

    /** Opens one for each thread. */
    interface Opening {
        Door open();
    }
}
