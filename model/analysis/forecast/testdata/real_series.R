# Writes the monthly series of R's own data sets and of a few packages as id,month,value.
# Debian: r-base-core r-cran-forecast r-cran-aer r-cran-tseries r-cran-strucchange
# Usage: Rscript real_series.R r.csv
out <- file(commandArgs(TRUE)[1], "w")
writeLines("id,month,value", out)
put <- function(id, x) {
  if (is.matrix(x)) {
    for (j in seq_len(ncol(x))) put(paste0(id, ".", colnames(x)[j]), x[, j])
    return(invisible())
  }
  if (!is.ts(x) || frequency(x) != 12 || !is.numeric(x)) return(invisible())
  # dummies, returns and copies of another series are no histories of their own
  if (grepl("law$|returns$|[.]lag$|tseries[.]nino3|tseries[.]tcm[0-9]|sunspots$", id)) return(invisible())
  t <- round(time(x) * 12)
  ok <- is.finite(x)
  writeLines(sprintf("%s,%04d-%02d,%.8g", id, t %/% 12, t %% 12 + 1, as.numeric(x))[ok], out)
}
for (n in ls("package:datasets")) put(paste0("datasets.", n), get(n))
for (p in c("forecast", "AER", "tseries", "strucchange")) {
  dir <- system.file("data", package = p)
  e <- new.env()
  if (file.exists(file.path(dir, "Rdata.rdb"))) lazyLoad(file.path(dir, "Rdata"), e)
  for (f in list.files(dir, pattern = "[.](rda|RData)$", full.names = TRUE)) load(f, e)
  for (n in ls(e)) if (is.ts(e[[n]]) && !inherits(e[[n]], "zoo")) put(paste0(p, ".", n), e[[n]])
}
close(out)
