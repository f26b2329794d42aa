/** The keys of free texts, which can be erased for good, and the secrets of the installation that they rest on. */
package minglu.platform.text;
