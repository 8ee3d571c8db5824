insert into people (person_id, name, email, role) values
    ('t1', 'Ana Ruiz', 'Ana.Ruiz@example.com', 'tam'),
    ('t2', 'Ben Cole', 'shared@example.com', 'tam'),
    ('m1', 'Cy Moss', 'shared@example.com', 'manager'),
    ('m2', 'Di Novak', '', 'manager');  -- no address at all, in records that were not checked
