/**
 * A second application, deployed beside the service for the benchmark only: what the server does at best when next to
 * nothing is asked of it.
 */
package com.wevion.credits.benchmark.floor;
