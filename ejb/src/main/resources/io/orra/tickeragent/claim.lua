-- Takes what is free and renews what is held already: KEYS the claims, ARGV[1] who asks, ARGV[2] milliseconds.
-- Answers 1 for each that is the asker's now, else 0.
local mine = {}
for at, key in ipairs(KEYS) do
  local holder = redis.call('GET', key)
  if not holder or holder == ARGV[1] then
    redis.call('SET', key, ARGV[1], 'PX', ARGV[2])
    mine[at] = 1
  else
    mine[at] = 0
  end
end
return mine
