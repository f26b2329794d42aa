/** RFC 9457 problem documents for everything that goes wrong, wherever it goes wrong. */
package minglu.platform.problem;
