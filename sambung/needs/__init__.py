"""From a need (usulan) to a package of work ready to be supported (kegiatan siap didukung)."""
