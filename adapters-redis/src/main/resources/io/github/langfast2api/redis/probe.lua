-- Asks whether scripts can write.
-- KEYS: a key of its own
redis.call('SET', KEYS[1], redis.call('TIME')[1], 'PX', 60000)
return 1
