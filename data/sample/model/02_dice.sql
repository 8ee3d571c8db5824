-- Chance without `random()` and `hash()`: their values differ between versions, those of md5 do not.

-- A number of 64 bits that depends on the seed and the key alone.
create macro dice(key) as md5_number_lower(getvariable('seed') || '|' || key);

-- Independent numbers cut from one throw: three of 0 to 999,999.
create macro first_roll(thrown) as cast(thrown % 1000000 as bigint);
create macro second_roll(thrown) as cast(thrown // 1000000 % 1000000 as bigint);
create macro third_roll(thrown) as cast(thrown // 1000000000000 % 1000000 as bigint);

-- A roll of 0 to 999,999 as one of 0 to n - 1.
create macro scaled(roll, n) as roll * n // 1000000;

create macro filled_in(template, domain, provider, number) as
replace(replace(replace(template, '{domain}', domain), '{provider}', provider), '{number}', number);
