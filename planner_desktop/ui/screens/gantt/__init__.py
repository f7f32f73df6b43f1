"""Steps as a Gantt chart."""
