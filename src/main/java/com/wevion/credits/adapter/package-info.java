/**
 * How the server reaches the broker. These classes are in {@code artemis.rar}, beside Artemis's resource adapter, and not in the WAR;
 * no other package uses them.
 */
package com.wevion.credits.adapter;
