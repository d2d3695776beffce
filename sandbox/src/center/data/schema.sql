-- The tables of the center half. Times are milliseconds since 1970, values of variables are JSON text, exactly as sent.
CREATE TABLE IF NOT EXISTS center_user (
  user_id TEXT PRIMARY KEY, username TEXT NOT NULL UNIQUE, nick_name TEXT NOT NULL, dept_name TEXT,
  groups TEXT NOT NULL DEFAULT '', disabled INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS center_token (
  token TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES center_user, expires_at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS center_setting (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS center_caller (
  kind TEXT NOT NULL, caller_id TEXT NOT NULL, secret_key TEXT NOT NULL, PRIMARY KEY (kind, caller_id));
CREATE TABLE IF NOT EXISTS center_app (
  app_id TEXT PRIMARY KEY, application_name TEXT, application_id TEXT, application_secret TEXT, app_flag TEXT, images TEXT);
CREATE TABLE IF NOT EXISTS center_synthesis (
  synthesis_id TEXT PRIMARY KEY, parent_id TEXT, category_name TEXT, description TEXT, child_flag INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS center_form (form_id INTEGER PRIMARY KEY, name TEXT NOT NULL, content TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS center_definition (
  definition_id TEXT PRIMARY KEY, process_key TEXT NOT NULL, name TEXT NOT NULL, category TEXT, version INTEGER NOT NULL,
  form_id INTEGER REFERENCES center_form, deployment_id TEXT NOT NULL, deployed_at INTEGER NOT NULL,
  icon_id TEXT, bpmn TEXT NOT NULL, suspended INTEGER NOT NULL DEFAULT 0, latest INTEGER NOT NULL DEFAULT 1);
CREATE TABLE IF NOT EXISTS center_instance (
  id TEXT PRIMARY KEY, definition_id TEXT NOT NULL REFERENCES center_definition, start_user TEXT NOT NULL,
  start_time INTEGER NOT NULL, end_time INTEGER, status TEXT NOT NULL, suspended INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS center_instance_by_user ON center_instance (start_user, start_time);
CREATE TABLE IF NOT EXISTS center_variable (
  instance_id TEXT NOT NULL REFERENCES center_instance, name TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (instance_id, name));
CREATE TABLE IF NOT EXISTS center_task (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, instance_id TEXT NOT NULL REFERENCES center_instance,
  node_id TEXT NOT NULL, name TEXT NOT NULL, assignee TEXT, owner TEXT, delegated INTEGER NOT NULL DEFAULT 0,
  create_time INTEGER NOT NULL, finish_time INTEGER, outcome TEXT);
CREATE INDEX IF NOT EXISTS center_task_by_instance ON center_task (instance_id);
CREATE INDEX IF NOT EXISTS center_task_by_assignee ON center_task (assignee, finish_time);
CREATE TABLE IF NOT EXISTS center_candidate (task_id TEXT NOT NULL, user_id TEXT, group_id TEXT);
CREATE INDEX IF NOT EXISTS center_candidate_by_task ON center_candidate (task_id);
CREATE TABLE IF NOT EXISTS center_comment (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, task_id TEXT, instance_id TEXT NOT NULL, user_id TEXT NOT NULL,
  type TEXT NOT NULL, message TEXT NOT NULL, time INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS center_comment_by_task ON center_comment (task_id);
CREATE TABLE IF NOT EXISTS center_copy (
  copy_id INTEGER PRIMARY KEY, title TEXT NOT NULL, instance_id TEXT NOT NULL, task_id TEXT NOT NULL, user_id TEXT NOT NULL,
  originator_id TEXT NOT NULL, time INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS center_order (
  id INTEGER PRIMARY KEY, instance_id TEXT NOT NULL, created_by TEXT NOT NULL, status TEXT NOT NULL, title TEXT NOT NULL,
  body TEXT NOT NULL, create_time INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS center_order_by_instance ON center_order (instance_id);
CREATE TABLE IF NOT EXISTS center_repeat (fingerprint TEXT PRIMARY KEY, at INTEGER NOT NULL);
