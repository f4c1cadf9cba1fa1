-- A login link is taken once: whoever opens the callback a second time finds its number here.
create table used_login_links
(
    nonce      uuid primary key,
    expires_at timestamptz not null
);
comment on column used_login_links.expires_at is 'After it the link is refused for its age, and the row is of no use';
create index used_login_links_expires_idx on used_login_links (expires_at);

grant select, insert, delete on used_login_links to "${agent_role}";

alter table kite_credentials
    add column reminded_on date;
comment on column kite_credentials.reminded_on is 'The newest day, in Asia/Kolkata, on which the user was sent a login link';
grant update (reminded_on) on kite_credentials to "${agent_role}";
