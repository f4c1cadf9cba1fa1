-- Producers choose their ids, each tenant's for itself: one tenant's id says nothing of another's event.
alter table notification_inbox drop constraint notification_inbox_seen_once;
alter table notification_inbox
    add constraint notification_inbox_seen_once unique (tenant_id, source_queue, event_id);

-- What was noticed when the event was taken in; reason tells why it could not be delivered.
alter table notifications add column note varchar(64);
grant select (note) on notifications to "${app_role}";

-- The log's line belongs to one notification; an event's id alone names one for each queue.
alter table notification_deliveries add column notification_id uuid;
create index notification_deliveries_notification_idx on notification_deliveries (notification_id);

-- What the agent's health counts, however long the log is.
create index notifications_open_idx on notifications (state, created_at)
    where state in ('waiting', 'sending', 'held', 'dead');
create index notifications_done_idx on notifications (created_at) where state in ('delivered', 'folded', 'discarded');
