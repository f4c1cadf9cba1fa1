-- Generic cell rate algorithm for something that many instances do together: KEYS[1] holds the time (microseconds) at
-- which all that was taken is due. ARGV: microseconds from one to the next, how many at once, how many are wanted; less
-- than 0 gives so many back. Answers how many may be done now.
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local step = tonumber(ARGV[1])
local most = tonumber(ARGV[2])
local taken = tonumber(ARGV[3])
local due = math.max(tonumber(redis.call('GET', KEYS[1]) or now), now)
if taken > 0 then
  taken = math.max(0, math.min(taken, math.floor((now + most * step - due) / step + 0.0001)))
end
if taken ~= 0 then
  due = math.max(now, due + taken * step)
  redis.call('SET', KEYS[1], string.format('%.0f', due), 'PX', math.ceil((due - now) / 1000) + 1)
end
return math.max(0, taken)
