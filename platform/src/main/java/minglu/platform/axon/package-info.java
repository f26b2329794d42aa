/** Axon Framework 4.13.0 on Spring Boot 4 without JPA: what must be set so that nothing is silently lost. */
package minglu.platform.axon;
