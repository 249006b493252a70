/**
 * The broker, as jobs need it: the outbox in which messages wait for it, the queues, the connection, and the letters that nobody could
 * work on.
 */
package com.wevion.credits.generation.broker;
