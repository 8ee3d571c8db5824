-- world: tams
insert into load_points values ('case:urgent', 30, 'a second row counts for nothing'), ('lunch', 1, 'no kind of item');
