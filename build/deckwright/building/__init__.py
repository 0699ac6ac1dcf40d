"""From a lesson's folder to a file in the output folder, and to nothing at all when that file is already right."""
