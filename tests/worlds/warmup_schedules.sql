insert into warmup_schedules values
    ('By IP', 1, 200, 'per IP per day', 'widen by 15% a segment', 'example.org/by-ip'),
    ('By IP', 2, 500, 'per IP per day', 'widen by 15% a segment', 'example.org/by-ip'),
    ('By IP', 3, 1000, 'per IP per day', 'widen by 15% a segment', 'example.org/by-ip'),
    ('By IP', 4, 2000, 'per IP per day', 'widen by 15% a segment', 'example.org/by-ip'),
    -- ages from 0, a cap an hour: 480 and 960 a day
    ('By hour', 0, 20, 'per IP per HOUR (age from 0)', null, 'example.org/by-hour'),
    ('By hour', 1, 40, 'per IP per HOUR (age from 0)', null, 'example.org/by-hour'),
    ('All mail', 1, 50, 'per day', 'week 1', 'example.org/all'),
    ('All mail', 2, 100, 'per day', 'week 2', 'example.org/all'),
    -- none of these caps a day of all mail
    ('One provider', 1, 10000, 'per mailbox provider per day', null, 'example.org/one'),
    ('One point', 45, 50000, 'per IP per day, reached within 45 days', null, 'example.org/point'),
    ('A share', 30, null, 'share of traffic, not volume', null, 'example.org/share'),
    ('With a gap', 1, 100, 'per day', null, 'example.org/gap'),
    ('With a gap', 3, 300, 'per day', null, 'example.org/gap');
