/**
 * The server's way to the broker. These classes are in {@code artemis.rar}, with Artemis's resource adapter, and not in the WAR;
 * no other package uses them.
 */
package com.wevion.credits.adapter;
