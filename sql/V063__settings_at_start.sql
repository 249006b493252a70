-- Finds the settings of earlier starts, which are few among all lines of the audit log.
-- Older servers: write no such lines, and need nothing new.

CREATE INDEX audit_line_settings_index ON audit_line (id) WHERE action = 'SETTINGS_AT_START';
