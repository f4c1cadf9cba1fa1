-- Gives up what is held: KEYS the claims, ARGV[1] who gives up.
for _, key in ipairs(KEYS) do
  if redis.call('GET', key) == ARGV[1] then
    redis.call('DEL', key)
  end
end
return #KEYS
