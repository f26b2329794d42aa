/** Cases: the list, a case with its acts and deadline, single acts with their receipts. */
package minglu.portal.cases;
