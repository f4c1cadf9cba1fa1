-- Each of an event's rows pays for each index several times over. These are read by nobody: attempts are looked up by
-- their notification, what is seen by its unique constraint, leases among the few rows that are under way.
drop index notification_deliveries_event_idx;
drop index notification_inbox_tenant_idx;
drop index notifications_lease_idx;
