-- Generic cell rate algorithm over several limits: KEYS[i] may have ARGV[i] requests a minute, and as many at once.
-- Each key holds the time (microseconds) at which its bucket is full again. A refused request takes from none.
-- Answers {allowed, limit, remaining, reset seconds, retry seconds} of the limit that is nearest to its end.
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local minute = 60000000
local tats = {}
local wait = 0
for i, key in ipairs(KEYS) do
  local step = minute / ARGV[i]
  local tat = math.max(tonumber(redis.call('GET', key) or now), now) + step
  tats[i] = tat
  wait = math.max(wait, tat - minute - now)
end
local allowed = wait <= 0 and 1 or 0
local answer
for i, key in ipairs(KEYS) do
  local step = minute / ARGV[i]
  local tat = tats[i]
  if allowed == 1 then
    redis.call('SET', key, string.format('%.0f', tat), 'PX', math.ceil((tat - now) / 1000) + 1)
  else
    tat = tat - step
  end
  local remaining = math.max(0, math.floor((now + minute - tat) / step + 0.0001))
  if answer == nil or remaining < answer[3] then
    answer = { allowed, tonumber(ARGV[i]), remaining, math.ceil(math.max(0, tat - now) / 1000000), math.ceil(math.max(0, wait) / 1000000) }
  end
end
return answer
