-- world: migrations
-- the first message on the 11th; nothing on the 13th and 14th, on the 16th alone, and on the last two days
insert into migration_days by name
select 'm3' as migration_id, date '2026-02-10' + day as date, sent as premium_sent, 0 as stage,
from (values
    (0, 0), (1, 9), (2, 9), (3, null), (4, 0), (5, 9), (6, null), (7, 9), (8, 9), (9, 9), (10, 9), (11, 9), (12, 9), (13, 9),
    (14, 9), (15, null), (16, null)
) as rows_given (day, sent);
