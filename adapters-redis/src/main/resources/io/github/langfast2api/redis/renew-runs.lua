-- Renews runs in progress.
-- KEYS: for each request the runs of its client
-- ARGV: milliseconds that a run lasts; 1 to put back what the server has lost, else 0;
--   for each request its name and the number of its runs
-- Returns: the requests that have lost runs, by their numbers from 0
local time = redis.call('TIME')
local expiry = string.format('%.0f', math.floor(time[1] * 1000 + time[2] / 1000) + ARGV[1])
local lost = {}
for i, key in ipairs(KEYS) do
  local request, runs = ARGV[2 * i + 1], tonumber(ARGV[2 * i + 2])
  local all = true
  for run = 0, runs - 1 do
    local member = request .. ':' .. run
    if ARGV[2] == '1' or redis.call('ZSCORE', key, member) then
      redis.call('ZADD', key, expiry, member)
    else
      all = false
    end
  end
  if not all then
    lost[#lost + 1] = i - 1
  end
  redis.call('PEXPIRE', key, ARGV[1])
end
return lost
