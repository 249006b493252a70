package com.wevion.credits.platform.http;

import java.util.List;

/**
 * One page of a list.
 *
 * @param items the items on it
 * @param nextCursor the {@code cursor} of the page after it; null on the last one
 */
public record Page<T>(List<T> items, String nextCursor) {}
