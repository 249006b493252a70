package com.wevion.credits.gateway;

/**
 * A row that was not taken. Nothing of it is kept, since it may have what people wrote.
 *
 * @param line of a CSV file, where the row ends; of JSON, the number of the item from 1
 */
public record GatewayRefusal(long line, String reason) {}
