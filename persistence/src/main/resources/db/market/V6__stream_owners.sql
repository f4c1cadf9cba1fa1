-- The instance that took a tenant's stream last: for those that get no answer from Redis, where the claims are.
create table stream_owners
(
    tenant_id uuid primary key,
    instance  uuid        not null,
    taken_at  timestamptz not null
);

grant select, insert, update, delete on stream_owners to "${market_role}";
