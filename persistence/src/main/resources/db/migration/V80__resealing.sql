-- A job of the agents' role seals rows anew when the master key changes. It writes sealed values and their key, and
-- neither version nor time: to the user nothing has changed.
grant update (api_key_encrypted, api_secret_encrypted, totp_secret_encrypted, broker_user_id_encrypted,
              broker_password_encrypted, key_id)
    on kite_credentials to "${agent_role}";

create index kite_credentials_key_idx on kite_credentials (key_id);
create index broker_sessions_key_idx on broker_sessions (key_id) where access_token_encrypted is not null;
