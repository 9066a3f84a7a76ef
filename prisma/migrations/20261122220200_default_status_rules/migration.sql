-- The labels that companies commonly use for their workflow. Admins edit the rows.
-- A pattern that ends in `::` matches every label of that scope.

INSERT INTO "status_rules" ("pattern", "outcome", "rank") VALUES
  ('Doing', 'in_progress', 10),
  ('In progress', 'in_progress', 10),
  ('In development', 'in_progress', 10),
  ('In review', 'in_progress', 10),
  ('WIP', 'in_progress', 10),
  ('status::in progress', 'in_progress', 10),
  ('status::doing', 'in_progress', 10),
  ('status::in review', 'in_progress', 10),
  ('workflow::in dev', 'in_progress', 10),
  ('workflow::in progress', 'in_progress', 10),
  ('workflow::in review', 'in_progress', 10),
  ('workflow::verification', 'in_progress', 10),
  ('Blocked', 'blocked', 20),
  ('On hold', 'blocked', 20),
  ('status::blocked', 'blocked', 20),
  ('status::on hold', 'blocked', 20),
  ('workflow::blocked', 'blocked', 20),
  ('To do', 'not_started', 0),
  ('status::to do', 'not_started', 0),
  ('workflow::ready for development', 'not_started', 0),
  ('wontfix', 'not_done', 30),
  ('won''t fix', 'not_done', 30),
  ('duplicate', 'not_done', 30),
  ('invalid', 'not_done', 30),
  ('not planned', 'not_done', 30),
  ('status::won''t do', 'not_done', 30)
ON CONFLICT DO NOTHING;
