-- What a tenant's people are still to be told of their subscription: told soon, also when the queue was away.
alter table subscriptions
    add column notice_owed varchar(32),
    add constraint subscriptions_notice_known check (notice_owed in ('subscription_ended', 'subscription_grace'));
create index subscriptions_notice_idx on subscriptions (updated_at) where notice_owed is not null;

grant update (notice_owed) on subscriptions to "${agent_role}";
