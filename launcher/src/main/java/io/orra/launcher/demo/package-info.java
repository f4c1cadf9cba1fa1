/**
 * ./orra demo: the main job of Orra, from a tenant's first webhook to the notification, each step checked.
 */
package io.orra.launcher.demo;
