-- A manifest goes by the folders of the run's users, in the order of their names.
create index run_user_by_folder on archive.run_user (run, folder);
