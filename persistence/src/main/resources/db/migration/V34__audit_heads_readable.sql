-- For the verification of the trail: the newest hash of a chain shows entries that were cut off at its end.
grant select on audit_chains to "${agent_role}";
