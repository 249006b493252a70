-- Older servers: do not mind an index.
CREATE INDEX webhook_delivery_dead_index ON webhook_delivery (webhook_id) WHERE state = 'DEAD';
