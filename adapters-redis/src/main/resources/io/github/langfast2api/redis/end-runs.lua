-- Ends runs in progress.
-- KEYS: for each request the runs of its client
-- ARGV: for each request its name and the number of its runs
for i, key in ipairs(KEYS) do
  for run = 0, tonumber(ARGV[2 * i]) - 1 do
    redis.call('ZREM', key, ARGV[2 * i - 1] .. ':' .. run)
  end
end
return 1
