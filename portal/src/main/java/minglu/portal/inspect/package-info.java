/** The inspector: what was known when, what moved it, case by case, and the proofs. */
package minglu.portal.inspect;
